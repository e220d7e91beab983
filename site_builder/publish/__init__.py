"""Publishing: what the makers promise becomes the site, whole or not at all."""
