SELECT DISTINCT period FROM population WHERE ags = $area ORDER BY period
