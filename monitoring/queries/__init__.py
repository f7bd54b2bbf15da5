"""One function per question on a release; each has its SQL under the same name."""
