"""How the page of this owner looks: colours, icon, preview card."""
