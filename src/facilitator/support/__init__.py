"""What every layer may use; knows nothing of the app's subject."""
