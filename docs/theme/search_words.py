"""What readers call things: the one list of words that mean the same to the search. Each line is one meaning; whichever
of its words is typed, the others are looked for too."""

SAME = [
    line.split(" = ")
    for line in """
logistic = sigmoid
cost = loss = error = objective
step size = stepsize = learning rate = lr
backprop = backpropagation = back propagation
cross entropy = xent = log loss
hidden layer = hidden units
neurone = neuron
nn = neural network
mlp = multilayer perceptron = layers
cnn = convnet = convolutional network = convolutional networks
sgd = stochastic gradient descent
gd = gradient descent
weight decay = l2 regularisation
batchnorm = batch normalisation
layernorm = layer normalisation
rmsnorm = rms normalisation
nll = negative log likelihood
resnet = residual
minibatch = mini batch = batch
heaviside = step function = threshold
rectifier = rectified linear = relu
logits = pre activation
mse = mean squared error = squared error
generalisation = overfitting
one hot = one-hot
ensemble = bagging = committee
autodiff = automatic differentiation = autograd
activation function = transfer function = nonlinearity
momentum = heavy ball
fgsm = adversarial attack = adversarial example
auc = true positive rate = positive predictive value = roc curve
color = colour
alpha = α
beta = β
gamma = γ
delta = δ
epsilon = varepsilon = ε
zeta = ζ
eta = η
theta = θ
iota = ι
kappa = κ
lambda = λ
mu = μ
nu = ν
xi = ξ
pi = π
rho = ρ
sigma = σ
tau = τ
upsilon = υ
phi = varphi = φ
chi = χ
psi = ψ
omega = ω
partial = ∂
nabla = ∇
infinity = ∞
""".strip().splitlines()
]

# Too common to tell places apart: asked for only where a question has no other words.
IDLE = (
    "a an and are as at be by can do does for from how i in is it of on or that the this to was what when where which "
    "who why will with you"
).split()
