"""The same questions put to TensorFlow, PyTorch and JAX, and to Keras on each of them, in processes of their own."""
