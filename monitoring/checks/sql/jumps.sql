-- Steps from one period to the next that neither the size of the area nor its own history explain
-- (the rule: monitoring/checks/jumps.py). An area whose territory changed in between is left out,
-- and the "-" of a year in which the area did not exist.
WITH every AS (
    SELECT base_figure, key, level, period, year, sex, age_from, age_end, value, status, position
    FROM incoming WHERE has_value(status) AND value >= 0 AND level <> 'bund'
    UNION ALL
    SELECT s.base_figure, s.key, s.level, s.period, s.year, s.sex, s.age_from, s.age_end, s.value,
        s.status, NULL
    FROM stock s
    SEMI JOIN incoming i ON i.base_figure = s.base_figure AND i.key = s.key
    ANTI JOIN incoming i ON i.base_figure = s.base_figure AND i.key = s.key AND i.level = s.level
        AND i.period = s.period AND i.sex = s.sex AND i.age_from = s.age_from AND i.age_end = s.age_end
    WHERE has_value(s.status) AND s.value >= 0
), held AS (
    SELECT e.* FROM every e
    LEFT JOIN stand_of_year t ON t.level = e.level AND t.land = substr(e.key, 1, 2) AND t.year = e.year
    LEFT JOIN known k ON k.key = e.key AND k.level = e.level AND k.gebietsstand = t.gebietsstand
    WHERE e.status <> 'nil' OR t.gebietsstand IS NULL OR k.key IS NOT NULL
), step AS (
    SELECT h.*, lag(value) OVER series AS before, lag(period) OVER series AS period_before,
        lag(year) OVER series AS year_before, lag(position) OVER series AS position_before,
        ln((value + 0.5) / (before + 0.5)) AS change
    FROM held h JOIN base b ON b.id = h.base_figure AND b.additive
    WINDOW series AS (PARTITION BY base_figure, key, level, sex, age_from, age_end ORDER BY period)
), history AS (
    SELECT base_figure, key, level, sex, age_from, age_end, median(change) AS usual,
        1.4826 * mad(change) AS spread
    FROM step WHERE change IS NOT NULL
    GROUP BY base_figure, key, level, sex, age_from, age_end HAVING count(*) > $steps
), far AS (
    SELECT s.*, usual
    FROM step s JOIN history y USING (base_figure, key, level, sex, age_from, age_end)
    WHERE abs(change - usual) > $limit
            * sqrt(1 / (value + 0.5) + 1 / (before + 0.5) + spread * spread)
        AND abs(change - usual) > ln(1 + $least)
        AND coalesce(position, position_before) IS NOT NULL
)
SELECT coalesce(f.position, f.position_before) AS position, f.base_figure, f.level, f.key, f.period,
    f.value, f.before, f.period_before, count(*) OVER (PARTITION BY f.base_figure, f.level) AS n
FROM far f
WHERE NOT EXISTS (
    SELECT 1 FROM change_listed c
    WHERE c.level = f.level AND f.key IN (c.from_key, c.to_key)
        AND year(c.until) >= f.year_before AND year(c.after) <= f.year)
QUALIFY row_number() OVER (PARTITION BY f.base_figure, f.level ORDER BY abs(f.change - f.usual) DESC, position) <= $most
ORDER BY f.base_figure, f.level, abs(f.change - f.usual) DESC, position;
