"""Sourcefabric's Live Blog: from the objects that its API answers to entries and comments."""
