-- Severity of a status: the first that applies to any part applies to the whole.
CREATE OR REPLACE MACRO severity(status) AS CASE status
    WHEN 'suppressed' THEN 1 WHEN 'not_yet' THEN 2 WHEN 'unreliable' THEN 3
    WHEN 'unknown' THEN 4 WHEN 'not_comparable' THEN 5 WHEN 'missing' THEN 6
    WHEN 'not_applicable' THEN 7 WHEN 'reported' THEN 8 ELSE 9 END;
CREATE OR REPLACE MACRO has_value(status) AS status IN ('reported', 'nil');
-- Whether two areas in km² are not those of one territory; surveys differ by some hectares.
CREATE OR REPLACE MACRO apart(one, other) AS coalesce(abs(one - other) > 0.02 * other, FALSE);
-- Whether an area that may have changed is proved to be the same one.
CREATE OR REPLACE MACRO same(one, other) AS coalesce(abs(one - other) <= 0.005 * other, FALSE);
-- The territory of several figures together, -1 where that of one is not known to be the release's.
CREATE OR REPLACE MACRO territory_of(km2) AS CASE WHEN min(km2) < 0 THEN -1 ELSE max(km2) END;
-- Sums of decimals differ in their last bits with the order of the rows; official figures have
-- at most a few decimals, so that the rounded sum is the exact one, and the same in every build.
CREATE OR REPLACE MACRO exact(amount) AS round(amount, 6);
CREATE OR REPLACE MACRO exact_sum(amount) AS exact(sum(amount));
-- The mark of a figure put together from parts: the gravest of theirs.
CREATE OR REPLACE MACRO gravity(quality) AS
    list_position(['', 'revised', 'estimated', 'limited', 'provisional'], quality);
CREATE OR REPLACE MACRO gravest(quality) AS arg_max(quality, gravity(quality));
CREATE OR REPLACE MACRO graver(one, other) AS
    CASE WHEN coalesce(gravity(one), 0) >= coalesce(gravity(other), 0) THEN one ELSE other END;
-- What a value's note says of its quality: the mark of the office, and how much of it is estimated.
CREATE OR REPLACE MACRO marks(quality, share) AS concat_ws(',',
    CASE WHEN quality <> 'estimated' OR share = 0 THEN nullif(quality, '') END,
    CASE WHEN share > 0 THEN 'estimated,share_' || round(100 * share)::INTEGER END);
