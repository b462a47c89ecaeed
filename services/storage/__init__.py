"""Where records live: SQLite here, Supabase out there."""
