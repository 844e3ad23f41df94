-- What kind of work a task is, so that today's visits are known from calls; and where a visit stands in its day's route,
-- once the seller has put the visits of that day into an order by hand.

ALTER TABLE task ADD COLUMN type TEXT; -- call, visit, meeting, message
ALTER TABLE task ADD COLUMN route_day TEXT; -- YYYY-MM-DD: the day for which route_rank was chosen; of another day it says nothing
ALTER TABLE task ADD COLUMN route_rank REAL;
