"""The steps of an entry as forms: one ModelForm for each."""
