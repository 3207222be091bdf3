#!/usr/bin/env bash
# Sets up Gradescope's image, once: an interpreter, a virtual environment under /opt, and our files closed to others.
# A newer Python than the image's own comes from its distribution's packages. TORCH_INDEX overrides where PyTorch
# comes from.
set -euo pipefail
here=/autograder/source
export DEBIAN_FRONTEND=noninteractive

usable() { "$1" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; }
installed() { dpkg -s "$@" >/dev/null 2>&1; }

find_python() {
    for python in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$python" >/dev/null && usable "$python"; then
            echo "$python"
            return
        fi
    done
}

installed libseccomp2 python3-venv || { apt-get update -qq && apt-get install -y -qq --no-install-recommends libseccomp2 python3 python3-venv; }
python=$(find_python)
if [ -z "$python" ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends python3.11 python3.11-venv || true
    python=$(find_python)
fi
[ -n "$python" ] || { echo "setup.sh: this image has no Python 3.11 to 3.14, and its packages have none" >&2; exit 1; }

"$python" -m venv /opt/lab
/opt/lab/bin/python -m pip install --quiet --no-cache-dir --index-url "${TORCH_INDEX:-@TORCH_INDEX@}" "@TORCH@"
/opt/lab/bin/python -m pip install --quiet --no-cache-dir --editable "$here"
/opt/lab/bin/python -m compileall -q "$here/autograder" "$here/assignment" || true
chmod -R a+rX /opt/lab
chmod 700 "$here"
/opt/lab/bin/python -I -m autograder.platforms.gradescope doctor || echo "setup.sh: the image's build cannot isolate; a container may"
