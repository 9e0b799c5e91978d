"""The facilitator's page of work that teams do apart."""
