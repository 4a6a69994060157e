"""What the seven functions are called, and what each of them does; known before torch is."""

FUNCTIONS = (
    "init_coeffs",
    "calc_preds",
    "calc_loss",
    "update_coeffs",
    "execute_epoch",
    "model_accuracy",
    "train_model",
)
# What "from one hidden layer to any number" changes, as the talk's sequel says at its end: "No
# change!" for the other four.
CHANGED_FOR_MANY_LAYERS = frozenset({"init_coeffs", "calc_preds", "update_coeffs"})
# What execute_epoch calls between two of the seven, and PyTorch brings.
BACKWARD = "loss.backward"
# The order in which a first step meets them.
STEPS = (*FUNCTIONS[:3], BACKWARD, *FUNCTIONS[3:])
SAYS = {
    "init_coeffs": "makes the numbers that training begins with, the weights at random",
    "calc_preds": "turns what goes in into predictions, layer by layer",
    "calc_loss": "says in one number how wrong the predictions are",
    BACKWARD: "is PyTorch's own, called by execute_epoch: it finds for every number which way it "
    "moves the loss, and how strongly",
    "update_coeffs": "moves every number a little against its gradient",
    "execute_epoch": "goes through the batches once: loss, gradients, update",
    "model_accuracy": "checks the network on the validation names",
    "train_model": "begins with init_coeffs and goes through the epochs",
}
"""What each of them does."""
