SELECT indicator, year, text FROM indicator_break ORDER BY ALL
