"""The fault machine: phones, a desk and a server driven through all that goes wrong, and what must hold."""
