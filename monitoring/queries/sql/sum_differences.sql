SELECT x.measure, x.unit, x.level, x.ags, a.label, x.period, x.delivered, x.summed, x.difference,
    d.file, s.file AS sum_file
FROM sum_difference x
JOIN area a ON a.ags = x.ags AND a.level = x.level
JOIN delivery d ON d.id = x.delivery
JOIN delivery s ON s.id = x.sum_delivery
ORDER BY abs(x.difference) DESC, x.measure, x.ags, x.period
