"""Tests of new sites, blogs and entries."""
