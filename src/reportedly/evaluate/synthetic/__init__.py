"""An invented case with a known truth: a seed gives its reports and what is planted in them."""
