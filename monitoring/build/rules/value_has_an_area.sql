SELECT v.indicator, v.ags, v.period FROM value v ANTI JOIN area a ON a.ags = v.ags AND a.level = v.level
