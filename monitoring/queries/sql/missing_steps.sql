FROM missing_step ORDER BY gebietsstand
