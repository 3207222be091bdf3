"""The exceptions of the tool. Each one knows the exit code of a command that ends with it.

    AutograderError
    ├── InputError (2)       what the user gave cannot be used: an option, a file, a lab
    │   ├── SubmissionError      there is no submission at the path given
    │   ├── NotebookError        a submitted file is no notebook
    │   ├── LimitExceeded        a submitted file takes too much time or memory to read
    │   ├── LabError             a lab's folder is malformed
    │   │   ├── ReleaseError         it cannot be released
    │   │   └── CatalogueError       an entry of its catalogue of mistakes lacks something
    │   ├── ResultsError         a file is no results file
    │   ├── DownloadError        a folder of submissions cannot be used
    │   ├── GradebookError       a sheet or a roster cannot be used
    │   ├── CourseError          a course of nbgrader cannot be graded as it is
    │   └── BatchError           a batch cannot continue
    └── GraderError (3)      the grader itself failed
        ├── SandboxError         the process that forks workers has ended, or did not start
        ├── JudgeFailed          a judge failed or was ended
        └── CaseError            a test file asks for something that the judge does not have

The text of each is one sentence, with the way out where there is one. What a submission does wrong is no exception of
the tool: see `autograder.grading.cases.student_errors.StudentError`.
"""

OK, BAD_INPUT, GRADER_FAILED, INTERRUPTED = 0, 2, 3, 130
"""Exit codes of the commands."""


class AutograderError(Exception):
    """Base of all exceptions of the tool; `exit_code` is that of a command that ends with it."""

    exit_code = GRADER_FAILED


class InputError(AutograderError):
    """What the user gave cannot be used."""

    exit_code = BAD_INPUT


class SubmissionError(InputError):
    """There is no submission at the path given."""


class NotebookError(InputError):
    """A submitted file is no notebook."""


class LimitExceeded(InputError):
    """A submitted file takes too much time or memory to read."""


class LabError(InputError):
    """A lab's folder is malformed; the text names the file."""


class ReleaseError(LabError):
    """A lab cannot be released; the text names file and line where it can."""


class CatalogueError(LabError):
    """An entry of the catalogue of mistakes lacks something; the text names the file."""


class ResultsError(InputError):
    """A file is no results file."""


class DownloadError(InputError):
    """There is nothing to grade in a folder, or it is not clear which file is whose."""


class GradebookError(InputError):
    """A sheet or a roster cannot be used; each line of the text is one sentence with file and line."""


class CourseError(InputError):
    """A course of nbgrader cannot be graded as it is."""


class BatchError(InputError):
    """A batch cannot continue; everything that is done is kept."""


class GraderError(AutograderError):
    """The grader itself failed: this is not the submission's fault."""


class SandboxError(GraderError):
    """The process that forks workers has ended, or did not start."""


class JudgeFailed(GraderError):
    """A judge failed or was ended."""


class CaseError(GraderError):
    """A test file asks for something that the judge does not have: a mistake in the test."""
