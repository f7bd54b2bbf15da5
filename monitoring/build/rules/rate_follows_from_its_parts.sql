SELECT v.indicator, v.ags, v.period FROM value v
JOIN indicator i ON i.id = v.indicator AND i.kind = 'rate'
WHERE v.value IS NOT NULL
    AND abs(v.value - v.numerator * i.per / v.denominator) > 1e-9 * greatest(1, abs(v.value))
