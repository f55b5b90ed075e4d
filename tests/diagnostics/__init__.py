"""What editors are told: every code with a case, every form of report, and inputs from hell."""
