"""The few words every context means identically."""
