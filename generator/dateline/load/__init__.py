"""The only reader: files to a positioned, validated, frozen model."""
