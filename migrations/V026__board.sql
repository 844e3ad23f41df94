-- A stage of the board is counted, summed up and read in its order in an index alone: of twenty thousand deals every closed
-- one was read and sorted for the first fifty.

DROP INDEX deal_by_stage;
CREATE INDEX deal_by_stage
    ON deal (stage_id, close_date IS NULL, close_date, id, amount_currency, amount_minor, deleted_ms)
    WHERE deleted_ms IS NULL;
