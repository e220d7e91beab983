"""The pictures of the demonstration portal: set as pages, rendered by Chromium, aged; `python -m tests.demo_pictures` draws them."""
