"""Records → what others read: JSON Lines, tables for spreadsheets, claims in words."""
