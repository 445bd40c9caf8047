"""Synthetic listings in any number, for benchmarks; never for tests of behaviour."""
