//! Named, ordered items with stable ids: the files people write, read, merge and search.
