SELECT year, text FROM indicator_break WHERE indicator = $indicator ORDER BY year
