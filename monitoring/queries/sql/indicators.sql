SELECT i.id, i.title, i.question, i.definition, i.unit, i.decimals, i.polarity, i.kind, i.per,
    i.numerator_text, i.denominator_text, i.source, i.caution, i.reference, i.computable, i.reason,
    t.id AS topic, t.title AS topic_title
FROM indicator i
JOIN indicator_topic it ON it.indicator = i.id
JOIN topic t ON t.id = it.topic
ORDER BY t.position, i.position
