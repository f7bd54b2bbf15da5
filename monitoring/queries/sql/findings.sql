SELECT f.delivery, d.file, f.message, f.place, f.count, f.proposal
FROM finding f JOIN delivery d ON d.id = f.delivery
ORDER BY f.delivery DESC, f.position
