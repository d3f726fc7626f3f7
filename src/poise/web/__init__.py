"""The page: paste, see why, copy. It is served to this computer alone, and keeps nothing."""
