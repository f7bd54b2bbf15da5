-- Indicators that come out as in the earlier release: its values, and in place of those that
-- protection had made secret what they were before.
INSERT INTO computed BY NAME
SELECT v.* FROM earlier.value v
SEMI JOIN kept_indicator k ON k.id = v.indicator
ANTI JOIN earlier_hidden h ON h.indicator = v.indicator AND h.ags = v.ags AND h.period = v.period
UNION ALL BY NAME
SELECT h.* FROM earlier_hidden h SEMI JOIN kept_indicator k ON k.id = h.indicator;
