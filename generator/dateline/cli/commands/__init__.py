"""One file for each command: its arguments, options and help. Each holds a `command`; what it does stands in `cli/`."""
