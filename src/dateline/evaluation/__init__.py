"""Measurements: gates on gold, benches beside the peers, the demo. On top of everything else."""
