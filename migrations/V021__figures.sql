-- Figures of the home page, the tasks' page and the forecast are counted in an index alone: reading each row of an encrypted
-- file for them took many times as long at half a million conversations and tasks.
DROP INDEX task_by_due;
CREATE INDEX task_by_due ON task (due, id, due_ms, priority, completed_ms, deleted_ms) WHERE completed_ms IS NULL;
DROP INDEX task_by_completion;
CREATE INDEX task_by_completion ON task (completed_ms, status, deleted_ms) WHERE completed_ms IS NOT NULL;
DROP INDEX communication_by_time;
CREATE INDEX communication_by_time ON communication (at_ms, id, channel, deleted_ms);
CREATE INDEX deal_open
    ON deal (stage_id, pipeline_id, close_date, forecast, amount_currency, amount_minor, state, deleted_ms)
    WHERE state = 'open' AND deleted_ms IS NULL;
DROP INDEX deal_closed;
CREATE INDEX deal_closed ON deal (closed_ms, state, pipeline_id, amount_currency, amount_minor, created_ms, deleted_ms)
    WHERE closed_ms IS NOT NULL;
DROP INDEX deal_by_pipeline;
CREATE INDEX deal_by_pipeline ON deal (pipeline_id, id, deleted_ms);
