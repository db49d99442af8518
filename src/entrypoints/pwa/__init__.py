"""The web app: plain files, and the routes that serve them."""
