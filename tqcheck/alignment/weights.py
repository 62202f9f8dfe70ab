WEIGHTS: dict[str, dict[str, float]] = {}
MOVE_COST = {"same": 4.0, "latin": 4.0, "alphabets": 4.0, "scripts": 4.0}
