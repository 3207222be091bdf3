"""What the tests share: the lab of this project, samples of submissions, attacks, a browser, a container."""
