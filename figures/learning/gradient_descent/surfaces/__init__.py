"""Loss surfaces that several figures walk on."""
