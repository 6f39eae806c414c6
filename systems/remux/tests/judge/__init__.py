"""Judges of remuxed streams: an independent transport stream checker, sound measurements, media to judge."""
