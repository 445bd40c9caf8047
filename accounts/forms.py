"""Forms of the account; allauth's own with our words."""

from django import forms

from accounts.models import User


class AccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")
