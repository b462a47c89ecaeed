"""Open questions: who somebody is, why to hire, what drives, what comes next."""
