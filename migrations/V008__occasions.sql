-- Dates of people by their day of the year, so that those near are found without a look at all.

CREATE INDEX contact_date_by_day ON contact_date (substr(value, -5));
