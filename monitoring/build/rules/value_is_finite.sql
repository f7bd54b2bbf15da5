SELECT indicator, ags, period FROM value
WHERE isnan(value) OR isinf(value) OR isnan(numerator) OR isnan(denominator)
