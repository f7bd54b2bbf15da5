SELECT a.level, a.ags FROM area a
ANTI JOIN layer_area l ON l.ags = a.ags AND l.level = a.level
