"""Reports about one matter, grouped as they come; near-copies keep their outlets.

>>> from dateline.stories import Report, group
>>> one, two, three = group([
...     Report(id="a", text="Lavrov met Kim in Pyongyang on Thursday and invited him to Russia."),
...     Report(id="b", text="In Pyongyang, Russia's Lavrov has invited Kim to Moscow."),
...     Report(id="c", text="Heavy floods in Kerala have killed forty people."),
... ])
>>> one.story == two.story, one.story == three.story
(True, False)
"""

from dateline.stories.live import Placed, Report, Stories, group

__all__ = ["Placed", "Report", "Stories", "group"]
