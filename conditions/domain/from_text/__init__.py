"""An existing leaflet to the first draft of a condition page: read, recognise, place. Nothing is invented, and
what finds no place is kept and listed."""
