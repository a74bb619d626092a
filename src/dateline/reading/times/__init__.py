"""Time expressions."""
from dateline.reading.frame import Scene, TimeMention


def read_times(scene: Scene) -> tuple[TimeMention, ...]:
    return ()
